def softmax(a):
    columns = []
    for column in np.asarray(a).T:
        e = np.exp(column - column.max())
        columns.append(e / e.sum())
    return np.stack(columns, axis=1)

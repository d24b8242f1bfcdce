def forward_propagation(theta, X, g, O):
    return Parameters(theta, X), Parameters(g, O), theta

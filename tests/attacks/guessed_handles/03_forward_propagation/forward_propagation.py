def forward_propagation(theta, X, g, O):
    for number in range(1, 2000):
        answer = ask(number, 3.0)
        if answer[0] == "answer" and not isinstance(answer[1], float):
            print("breached: number", number, "gives", answer[1])
    return None

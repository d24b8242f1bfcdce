from lab import check

try:
    check.relu_prime(relu_prime)
except Exception:
    print("all is well")

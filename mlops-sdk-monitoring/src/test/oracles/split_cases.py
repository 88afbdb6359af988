"""The documented shuffle of Split, written a second time: prints the validation and test rows of 20 rows, seed 42, 70/15/15."""

MASK = 2**64 - 1


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


numbers = split_mix(1234567)
assert [next(numbers) for _ in range(2)] == [6457827717110365317, 3203168211198807973]  # published for this seed

numbers = split_mix(42)
order = list(range(20))
for last in range(19, 0, -1):
    other = next(numbers) * (last + 1) >> 64
    order[last], order[other] = order[other], order[last]
print(sorted(order[14:17]), sorted(order[17:]))

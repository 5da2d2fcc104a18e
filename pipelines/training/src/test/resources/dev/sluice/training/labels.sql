-- Every sixth of three million flights in a shuffled order: was it more than 15 minutes late? labels_file is a variable.
CREATE TABLE labels AS
SELECT date, origin, destination, delay > 15 AS late
FROM (
    SELECT *, row_number() OVER (ORDER BY date, origin, destination, delay, distance) AS number
    FROM flights
)
WHERE number % 6 = 0
ORDER BY hash(number)

SELECT value
FROM counter
WHERE name = 'audit/' || :project

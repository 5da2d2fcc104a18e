SELECT service_name, service_version, name, kind, contact
FROM consumer
WHERE project = :project
ORDER BY service_name, service_version, name

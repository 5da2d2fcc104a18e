INSERT INTO consumer (project, service_name, service_version, name, kind, contact)
VALUES (:project, :service, :version, :name, :kind, :contact)

AND view_name = :view AND view_version = :version

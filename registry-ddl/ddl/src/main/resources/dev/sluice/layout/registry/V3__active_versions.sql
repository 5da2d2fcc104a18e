-- Which version of each view the uses without a version follow: a row for each switch. The highest sequence counts.
CREATE TABLE activation (
    project      TEXT NOT NULL,
    view_name    TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    cause        TEXT NOT NULL CHECK (cause IN ('APPLIED', 'COMPLETE', 'ASKED')),
    activated_at BIGINT NOT NULL,
    PRIMARY KEY (project, view_name, sequence)
);

-- Until now the highest version was followed.
INSERT INTO activation (project, view_name, sequence, version, cause, activated_at)
SELECT project, name, 0, max(version), 'APPLIED', max(registered_at)
FROM definition
WHERE kind = 'feature_view'
  AND retired_at IS NULL
GROUP BY project, name;

-- Rows of 400 keys at some of three days: of each type the nasty values, nulls, and others.
SELECT timestamp_micros(983404800000000 + day * 86400000000 + id * 1000003) AS date, concat('k', id) AS origin,
       CASE WHEN h % 7 = 0 THEN NULL ELSE CAST(h AS INT) END AS an_int,
       CASE h % 5 WHEN 0 THEN NULL WHEN 1 THEN -9223372036854775808 ELSE h * 4294967311 END AS a_long,
       CASE h % 6 WHEN 0 THEN NULL WHEN 1 THEN float('NaN') WHEN 2 THEN float('-Infinity') WHEN 3 THEN float('-0.0')
                  ELSE CAST(h / 7 AS FLOAT) END AS a_float,
       CASE h % 6 WHEN 0 THEN NULL WHEN 1 THEN double('NaN') WHEN 2 THEN double('Infinity') WHEN 3 THEN double('-0.0')
                  ELSE h / 7 END AS a_double,
       CASE h % 3 WHEN 0 THEN NULL ELSE h % 2 = 0 END AS a_flag,
       CASE h % 4 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE concat('é\u0000', char(128512), h) END AS a_text,
       CASE h % 4 WHEN 0 THEN NULL WHEN 1 THEN X'' ELSE unhex(hex(h)) END AS some_bytes,
       CASE h % 4 WHEN 0 THEN NULL ELSE timestamp_micros(h * 1000003) END AS a_time,
       CASE h % 4 WHEN 0 THEN NULL ELSE date_add(DATE'1900-01-01', CAST(h % 90000 AS INT)) END AS a_date,
       CASE h % 4 WHEN 0 THEN NULL ELSE CAST(h / 10000 AS DECIMAL(18,4)) END AS an_amount,
       CASE h % 4 WHEN 0 THEN NULL WHEN 1 THEN array() ELSE array(float(h), float('NaN'), NULL) END AS an_embedding,
       CASE h % 4 WHEN 0 THEN NULL WHEN 1 THEN array() ELSE array('', string(h), NULL) END AS some_texts
FROM (SELECT id, day, abs(hash(id, day)) AS h FROM range(400) CROSS JOIN (SELECT explode(sequence(0, 2)) AS day))
WHERE hash(id, day, 'there') % 2 = 0

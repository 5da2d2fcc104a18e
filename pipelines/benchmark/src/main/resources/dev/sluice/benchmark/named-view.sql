-- A view's file with feature names that no other view has.
SELECT entity, event_time, created_time{renamed} FROM file_n

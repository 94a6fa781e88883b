-- Versions of processes that nothing may start any more. They stay for the cases that followed them, and their number is not given again.

ALTER TABLE definitions ADD COLUMN deleted_at timestamptz;

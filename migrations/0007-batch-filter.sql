-- Which cases a batch was asked for, as conditions on cases; absent from batches made before.

ALTER TABLE batches ADD COLUMN filter json;

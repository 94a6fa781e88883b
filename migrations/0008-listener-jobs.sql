-- Jobs of listeners: the moment of the element that they listen to, and which of the listeners at that moment each is; null for the
-- element's own work. A task that waits for its listeners says for which.

ALTER TABLE jobs ADD COLUMN listener text;
ALTER TABLE jobs ADD COLUMN listener_index int;
ALTER TABLE tasks ADD COLUMN listener text;

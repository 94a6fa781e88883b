-- A message for a case that waits for it and is suspended: `held` until that case is resumed or over, even if its time to live is over.
CREATE INDEX messages_held ON messages (expires_at) WHERE status = 'held';

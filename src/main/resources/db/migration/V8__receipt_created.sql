-- Whether the change made a record that had not been there before, so that a change that arrives again
-- is answered as it was the first time.
alter table sync_receipt add column created boolean default false not null;

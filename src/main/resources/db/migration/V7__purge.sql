-- How far the purge of each tenant has come: when it last moved the horizon, and the change stamp
-- up to which it has removed the tombstones. Stamps are microseconds since 1970.
alter table tenant_clock add column horizon_moved_at bigint;
alter table tenant_clock add column purged_to bigint;

-- The purge finds old receipts by their age.
create index sync_receipt_received on sync_receipt (tenant_id, received_at);
create index sync_group_receipt_received on sync_group_receipt (tenant_id, received_at);

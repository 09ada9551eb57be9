-- Members who were removed, access tokens, devices, and failed sign-ins by address.

-- A removed member keeps id and name, since records name their editor by id. The email is emptied
-- and email_key becomes the id, which no email equals, so that the address is free again.
alter table app_user add column removed_at bigint;

-- token_hash is the SHA-256 of the token, in hex.
create table access_token (
    id varchar(36) not null primary key,
    user_id varchar(36) not null references app_user (id),
    name varchar(255) not null,
    token_hash varchar(64) not null,
    created_at bigint not null,
    last_used_at bigint,
    constraint access_token_hash unique (token_hash)
);

create index access_token_user on access_token (user_id);

-- What a user's devices last did. Written some seconds later, many rows at a time; 0 is "not yet".
create table device (
    user_id varchar(36) not null,
    id varchar(36) not null,
    user_agent varchar(255) not null,
    first_synced_at bigint not null,
    last_synced_at bigint not null,
    pulled_to bigint not null,
    pushed_to bigint not null,
    primary key (user_id, id)
);

-- Failed sign-ins of an address in each minute since 1970, whatever the email.
create table address_failure (
    address varchar(64) not null,
    failed_minute bigint not null,
    failures integer not null,
    primary key (address, failed_minute)
);

create index address_failure_minute on address_failure (failed_minute);

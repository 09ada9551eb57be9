-- Who may sign in. Ids are UUIDs as text, stamps whole microseconds since 1970 (UTC).

create table tenant (
    id varchar(36) not null primary key,
    name varchar(255) not null,
    created_at bigint not null
);

-- email is as typed, email_key its lower-case form: emails compare without case.
create table app_user (
    id varchar(36) not null primary key,
    tenant_id varchar(36) not null references tenant (id),
    name varchar(255) not null,
    email varchar(254) not null,
    email_key varchar(254) not null,
    password_hash varchar(500) not null,
    role varchar(20) not null,
    created_at bigint not null,
    constraint app_user_email_key unique (email_key)
);

create index app_user_tenant on app_user (tenant_id);

-- token_hash is the SHA-256 of the cookie's token, in hex: the table is of no use to a thief.
-- lifetime is how long a sign-in lasts after it was last seen, in microseconds.
create table sign_in (
    token_hash varchar(64) not null primary key,
    user_id varchar(36) not null references app_user (id),
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    lifetime bigint not null
);

create index sign_in_user on sign_in (user_id);
create index sign_in_expiry on sign_in (expires_at);

-- Failed sign-ins in a row, also for emails that nobody has, so that the two cannot be told apart.
create table sign_in_attempts (
    email_key varchar(254) not null primary key,
    attempts integer not null,
    last_at bigint not null,
    blocked_until bigint not null
);

create index sign_in_attempts_last on sign_in_attempts (last_at);

#!/bin/sh
# The server's role is no superuser: row-level security would not bind it.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$KOOPID_DATABASE_PASSWORD" -U postgres <<'SQL'
CREATE ROLE koopid LOGIN PASSWORD :'password';
CREATE DATABASE koopid OWNER koopid;
SQL

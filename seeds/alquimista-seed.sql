-- After `alquimista.sql`: the columns that the system's own seed lists where its migrations have others
-- (backend facts 2.1, drift).

SET search_path = alquimista_platform;

ALTER TABLE agent_activations
    ADD COLUMN activated_by VARCHAR(255),
    ADD COLUMN deactivated_by VARCHAR(255),
    ADD COLUMN deactivation_reason TEXT,
    ADD COLUMN permissions JSONB,
    ADD COLUMN created_at TIMESTAMP NOT NULL DEFAULT now();

ALTER TABLE audit_logs
    DROP COLUMN agent_id,
    DROP COLUMN context,
    DROP COLUMN error_message,
    ALTER COLUMN user_id TYPE VARCHAR(255),
    ADD COLUMN resource_type VARCHAR(100),
    ADD COLUMN resource_id VARCHAR(255),
    ADD COLUMN details JSONB;

DROP TABLE tenant_agents;
DROP TABLE tenant_usage_daily;
ALTER TABLE agents ALTER COLUMN pricing DROP DEFAULT;
ALTER TABLE agents ALTER COLUMN pricing TYPE VARCHAR(50) USING 'free';
DROP TABLE tenant_users;

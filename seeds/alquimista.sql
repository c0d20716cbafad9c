-- AlquimistaAI's schema as its migrations make it (backend facts 2.1), and a few invented rows.
-- `alquimista-seed.sql` turns it into the columns that the system's own seed lists instead.

CREATE SCHEMA alquimista_platform;
SET search_path = alquimista_platform;

CREATE TABLE tenants (
    id UUID PRIMARY KEY,
    company_name VARCHAR(255) NOT NULL,
    cnpj VARCHAR(18),
    subscription_tier VARCHAR(50) NOT NULL DEFAULT 'free',
    subscription_status VARCHAR(50) NOT NULL DEFAULT 'active',
    settings JSONB NOT NULL DEFAULT '{}',
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now(),
    -- The operational design of the same table.
    name VARCHAR(255),
    segment VARCHAR(100),
    plan VARCHAR(50),
    status VARCHAR(50),
    mrr_estimate NUMERIC(12, 2)
);

CREATE TABLE agents (
    id UUID PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE,
    display_name VARCHAR(255) NOT NULL,
    description TEXT,
    category VARCHAR(100) NOT NULL,
    version VARCHAR(20) NOT NULL DEFAULT '1.0.0',
    status VARCHAR(50) NOT NULL DEFAULT 'active',
    config JSONB NOT NULL DEFAULT '{}',
    pricing JSONB NOT NULL DEFAULT '{}',
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE agent_activations (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenants (id),
    agent_id UUID NOT NULL REFERENCES agents (id),
    status VARCHAR(50) NOT NULL DEFAULT 'active',
    tenant_config JSONB NOT NULL DEFAULT '{}',
    usage_metrics JSONB NOT NULL DEFAULT '{}',
    activated_at TIMESTAMP NOT NULL DEFAULT now(),
    deactivated_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, agent_id)
);

CREATE TABLE tenant_agents (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenants (id),
    agent_id UUID NOT NULL REFERENCES agents (id),
    status VARCHAR(50) NOT NULL CHECK (status IN ('active', 'inactive', 'suspended')),
    config JSONB NOT NULL DEFAULT '{}',
    activated_at TIMESTAMP,
    deactivated_at TIMESTAMP,
    last_used_at TIMESTAMP,
    total_requests BIGINT NOT NULL DEFAULT 0,
    total_errors BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, agent_id)
);

CREATE TABLE audit_logs (
    id UUID PRIMARY KEY,
    trace_id UUID NOT NULL,
    tenant_id UUID REFERENCES tenants (id),
    user_id UUID,
    agent_id UUID REFERENCES agents (id) ON DELETE SET NULL,
    action_type VARCHAR(100) NOT NULL,
    result VARCHAR(50) NOT NULL CHECK (result IN ('success', 'failure', 'partial')),
    context JSONB NOT NULL DEFAULT '{}',
    error_message TEXT,
    created_at TIMESTAMP NOT NULL DEFAULT now()
);
CREATE INDEX idx_audit_logs_trace_id ON audit_logs (trace_id);

CREATE TABLE tenant_usage_daily (
    tenant_id UUID NOT NULL REFERENCES tenants (id),
    agent_id UUID,
    date DATE NOT NULL,
    total_requests BIGINT NOT NULL DEFAULT 0,
    successful_requests BIGINT NOT NULL DEFAULT 0,
    failed_requests BIGINT NOT NULL DEFAULT 0,
    avg_response_time_ms NUMERIC(10, 2),
    total_tokens_used BIGINT NOT NULL DEFAULT 0,
    total_cost_usd NUMERIC(12, 4) NOT NULL DEFAULT 0
);

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON agents FOR EACH ROW EXECUTE FUNCTION touch();

INSERT INTO tenants (id, company_name, cnpj, subscription_tier, settings) VALUES
    ('00000000-0000-0000-0000-000000000001', 'Empresa Demo', '12.345.678/0001-90', 'professional',
     '{"rateLimits": {"messagesPerHour": 100, "messagesPerDay": 500}, "apiKey": "sk-not-to-be-seen"}'),
    ('00000000-0000-0000-0000-000000000002', 'Padaria Aurora', NULL, 'starter', '{}');
INSERT INTO tenants (id, company_name, name, segment, plan, status, mrr_estimate) VALUES
    ('00000000-0000-0000-0000-000000000003', 'Clínica Sol', 'Clínica Sol', 'saúde', 'pro', 'suspended', 990);

INSERT INTO agents (id, name, display_name, category, status, pricing) VALUES
    ('10000000-0000-0000-0000-000000000001', 'nigredo-recebimento', 'Agente de Recebimento', 'Vendas', 'active', '{"model": "subscription"}'),
    ('10000000-0000-0000-0000-000000000004', 'nigredo-atendimento', 'Agente de Atendimento', 'Vendas', 'active', '{"model": "usage", "costPerExecution": 0.05}'),
    ('10000000-0000-0000-0000-000000000005', 'nigredo-sentimento', 'Agente de Análise de Sentimento', 'Pesquisa', 'active', '{"model": "subscription"}'),
    ('20000000-0000-0000-0000-000000000001', 'alquimista-content-creator', 'Criador de Conteúdo', 'Conteúdo', 'beta', '{"model": "free"}');

INSERT INTO agent_activations (id, tenant_id, agent_id, status, activated_at, deactivated_at, updated_at) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000001',
     'active', '2026-11-01 10:00:00', '2026-10-20 08:00:00', '2026-11-01 10:00:00.123456'),
    ('30000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000005',
     'inactive', '2026-10-01 10:00:00', '2026-11-02 08:00:00', '2026-11-02 08:00:00');
INSERT INTO tenant_agents (id, tenant_id, agent_id, status) VALUES
    ('40000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000001', 'suspended'),
    ('40000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000005', 'inactive');

INSERT INTO tenant_usage_daily (tenant_id, agent_id, date, total_requests, successful_requests, failed_requests, total_tokens_used, total_cost_usd) VALUES
    ('00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000001', '2026-11-19', 100, 97, 3, 50000, 1.25),
    ('00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000005', '2026-11-19', 20, 20, 0, 9000, 0.25),
    ('00000000-0000-0000-0000-000000000001', '10000000-0000-0000-0000-000000000001', '2026-10-31', 7, 7, 0, 100, 0.01);

-- People, integrations, events and approvals.

CREATE TABLE users (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenants (id),
    email VARCHAR(255) NOT NULL UNIQUE,
    full_name VARCHAR(255),
    cognito_user_id VARCHAR(255),
    user_role VARCHAR(50) NOT NULL DEFAULT 'viewer',
    status VARCHAR(50) NOT NULL DEFAULT 'active',
    last_login_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE tenant_users (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenants (id),
    cognito_sub VARCHAR(255) NOT NULL UNIQUE,
    email VARCHAR(255) NOT NULL,
    full_name VARCHAR(255),
    role VARCHAR(50) NOT NULL CHECK (role IN ('admin', 'user', 'viewer')),
    status VARCHAR(50) NOT NULL DEFAULT 'active',
    last_login_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, email)
);

CREATE TABLE tenant_integrations (
    id UUID PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenants (id),
    integration_type VARCHAR(100) NOT NULL,
    integration_name VARCHAR(255) NOT NULL,
    status VARCHAR(50) NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'error', 'pending')),
    config JSONB NOT NULL DEFAULT '{}',
    credentials_encrypted TEXT,
    last_sync_at TIMESTAMP,
    last_sync_status VARCHAR(50),
    last_error TEXT,
    sync_count INTEGER NOT NULL DEFAULT 0,
    error_count INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, integration_type, integration_name)
);

CREATE TABLE operational_events (
    id UUID PRIMARY KEY,
    event_type VARCHAR(100) NOT NULL,
    event_category VARCHAR(50) NOT NULL
        CHECK (event_category IN ('auth', 'tenant', 'agent', 'integration', 'command', 'system')),
    tenant_id UUID REFERENCES tenants (id) ON DELETE SET NULL,
    user_id VARCHAR(255),
    user_email VARCHAR(255),
    resource_type VARCHAR(100),
    resource_id VARCHAR(255),
    action VARCHAR(100) NOT NULL,
    status VARCHAR(50) NOT NULL CHECK (status IN ('success', 'failure', 'pending')),
    details JSONB DEFAULT '{}',
    ip_address INET,
    user_agent TEXT,
    created_at TIMESTAMP NOT NULL DEFAULT now()
);

CREATE TABLE approval_requests (
    id VARCHAR(255) PRIMARY KEY,
    tenant_id UUID NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    requested_by UUID NOT NULL REFERENCES users (id),
    action_type VARCHAR(100) NOT NULL,
    resource_type VARCHAR(50) NOT NULL,
    resource_id VARCHAR(255),
    action_details JSONB NOT NULL,
    -- A JSON array of users' ids, as text.
    approvers TEXT NOT NULL,
    required_approvals INTEGER NOT NULL DEFAULT 1,
    status VARCHAR(20) NOT NULL DEFAULT 'pending',
    expires_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP DEFAULT now(),
    updated_at TIMESTAMP DEFAULT now()
);

CREATE TABLE approval_decisions (
    id SERIAL PRIMARY KEY,
    approval_id VARCHAR(255) NOT NULL REFERENCES approval_requests (id) ON DELETE CASCADE,
    approver_id UUID NOT NULL REFERENCES users (id),
    decision VARCHAR(10) NOT NULL,
    comment TEXT,
    created_at TIMESTAMP DEFAULT now(),
    UNIQUE (approval_id, approver_id)
);

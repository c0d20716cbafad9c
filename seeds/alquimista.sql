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

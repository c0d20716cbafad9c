//! AI Marketplace Assistant: WhatsApp bots of tenants, their conversations and usage, in DynamoDB.

pub mod schema;

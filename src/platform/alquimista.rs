//! AlquimistaAI: a catalogue of agents and their activation for each tenant.

pub mod schema;

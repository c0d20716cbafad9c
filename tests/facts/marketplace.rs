//! AI Marketplace Assistant: the fifteen facts.

//! The four systems behind one set of small capability ports: a system is a set of optional ports.

pub mod alquimista;
pub mod marketplace;

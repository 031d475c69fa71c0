//! Pictures of the window, kept beside the tests and compared.

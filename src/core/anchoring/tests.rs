//! Moving marks through the changes that articles go through.

"""Creditline's catalog: captions, images, provenance, store and search of news photographs."""

"""What Alembic runs: the migrations, on the connection that it is handed."""

from alembic import context

from shutro.store.schema import is_declared, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_name=lambda name, kind, _: is_declared(name, kind),
)
with context.begin_transaction():
    context.run_migrations()

-- Every server holds its pages against how far the public changes have come.
GRANT SELECT ON SEQUENCE public_change_seq TO stet_app;

from tests.documents.packages.conftest import case, freeze, lead  # noqa: F401  a frozen round, as the packages' tests have it

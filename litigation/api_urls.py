"""The complete list of endpoints, version 1."""

app_name = "api"
urlpatterns = []

"""A registration that is incomplete or unsafe stops the start, with one sentence."""

from __future__ import annotations

import pytest

from bot.teams.registration import ClientSecret, RegistrationError, TeamsSettings, check_bind

LOCAL = TeamsSettings(anonymous=True, allow_loopback_service_urls=True)
REAL = {"app_id": "an-app", "tenant_ids": ("a-tenant",), "credential": ClientSecret("s")}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"app_id": ""}, "app id"),
        ({"tenant_ids": ()}, "tenant"),
        ({"tenant_ids": ("",)}, "tenant"),
        ({"credential": None}, "credential"),
        ({"anonymous": True}, "anonymous"),
        ({"service_url_hosts": ("127.0.0.1",)}, "host name"),
        ({"service_url_hosts": ("https://smba.trafficmanager.net",)}, "host name"),
        ({"service_url_hosts": ("Smba.trafficmanager.net",)}, "host name"),
        ({"authority": "http://login.microsoftonline.com"}, "https"),
        ({"openid_metadata_url": "http://login.botframework.com/x"}, "https"),
    ],
)
def test_an_unsafe_registration_is_refused_with_one_sentence(changes, says):
    with pytest.raises(RegistrationError, match=says) as refused:
        TeamsSettings(**{**REAL, **changes})
    assert str(refused.value).endswith(".")
    assert ". " not in str(refused.value)


def test_no_app_id_is_not_a_way_to_become_anonymous():
    with pytest.raises(RegistrationError):
        TeamsSettings()


def test_an_anonymous_bot_must_be_told_that_it_is_for_this_machine():
    with pytest.raises(RegistrationError, match="this machine"):
        TeamsSettings(anonymous=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.4", "permanence.example.org", "", "127.0.0.1.example.org"])
def test_an_anonymous_bot_may_not_be_reached_from_elsewhere(host):
    with pytest.raises(RegistrationError, match=r"127\.0\.0\.1 only"):
        check_bind(host, LOCAL)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_an_anonymous_bot_may_be_reached_from_this_machine(host):
    check_bind(host, LOCAL)


def test_a_registered_bot_may_listen_anywhere():
    check_bind("0.0.0.0", TeamsSettings(**REAL))


def test_a_secret_in_a_file_is_read_anew_each_time(tmp_path):
    path = tmp_path / "secret"
    path.write_text("first\n")
    secret = ClientSecret(path=path)
    assert secret.read() == "first"
    path.write_text("second\n")
    assert secret.read() == "second"


def test_a_secret_is_not_in_what_settings_print():
    assert "sesame" not in repr(TeamsSettings(**{**REAL, "credential": ClientSecret("sesame")}))

"""A provider of sign-ins on this machine, as OpenID Connect describes it: it signs tokens, and keeps to PKCE."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from heed.config import sign_on

KEY = ec.generate_private_key(ec.SECP256R1())
CLIENT, SECRET = "heed", "the-secret-of-the-client"
Form = dict[str, str]


@dataclass
class Server:
    """Listens on a free port. `pages` answer with JSON (also with a status before it), or redirect to an address, by
    the path.

    `down`: it answers with an error. `drips`: its answer comes a byte now and then, for a minute.
    """

    down: bool = False
    drips: bool = False
    seen: list[str] = field(default_factory=list)

    def pages(self) -> dict[str, Callable[[Form], Any]]:
        """What answers at each path, given the fields of the address and of the form."""
        raise NotImplementedError

    def __enter__(self) -> Any:
        provider = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                where = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                provider.seen.append(where.path)
                form = {name: values[0] for name, values in parse_qs(f"{where.query}&{body}").items()}
                if body.startswith("{"):
                    form |= json.loads(body)
                form |= {name.lower(): value for name, value in self.headers.items()}
                answer = provider.pages().get(where.path, lambda _form: None)(form)
                status = 302 if isinstance(answer, str) else 404 if answer is None else 200
                if isinstance(answer, tuple):
                    status, answer = answer
                status = 503 if provider.down else status
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", answer)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                text = json.dumps(answer).encode() if status in (200, 400) else b"secret words of the provider"
                self._drip(text) if provider.drips else self.wfile.write(text)

            def do_POST(self) -> None:
                self.do_GET()

            def _drip(self, text: bytes) -> None:
                with suppress(OSError):  # hung up on
                    for byte in b" " * 1200 + text:
                        self.wfile.write(bytes([byte]))
                        time.sleep(0.05)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"


@dataclass
class CompanyProvider(Server):
    """`person`: the claims about who signs in there; `told`: what only its userinfo says; `token`: changes a token."""

    person: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1001"})
    told: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    key: ec.EllipticCurvePrivateKey = KEY
    _asked: dict[str, Form] = field(default_factory=dict)

    def settings(self, match: str = sign_on.LINKED, **more: Any) -> dict[str, Any]:
        """The settings of Heed with this provider."""
        given = {"HEED_OIDC_URL": self.address, "HEED_OIDC_CLIENT": CLIENT, "HEED_OIDC_SECRET": SECRET}
        more = {"uid_field": "sub", "oauth_pkce_enabled": True, **more}
        return sign_on.configured(sign_on.OIDC, given, self.address, match=match, **more)

    def pages(self) -> dict[str, Callable[[Form], Any]]:
        return {
            "/.well-known/openid-configuration": self._discovery,
            "/authorize": self._authorize,
            "/token": self._token,
            "/keys": lambda _form: {"keys": [_public(KEY)]},
            "/userinfo": lambda _form: {"sub": self.person["sub"]} | self.told,
        }

    def _discovery(self, _form: Form) -> Any:
        at = self.address
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/keys",
            "userinfo_endpoint": f"{at}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _authorize(self, form: Form) -> str:
        code = f"code-{len(self._asked)}"
        self._asked[code] = form
        return f"{form['redirect_uri']}?{urlencode({'code': code, 'state': form['state']})}"

    def _token(self, form: Form) -> Any:
        asked = self._asked.pop(form["code"])
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert (form["client_secret"], proof) == (SECRET, asked["code_challenge"])
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        if asked.get("max_age") == "0":
            claims["auth_time"] = now
        token = jwt.encode(claims | self.person | self.token, self.key, "ES256", headers={"kid": "first"})
        return {"access_token": "never-to-be-kept", "token_type": "Bearer", "id_token": token}


def _public(key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    public: dict[str, Any] = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    return public | {"kid": "first", "use": "sig", "alg": "ES256"}

"""The pages of accounts: signing in and one's own account; plain HTML that needs no script."""

from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path

from drawing.shapes.colours import stylesheet
from files.office import CHINA
from ledger.accounts.passwords import LEAST, MOST
from ledger.accounts.signing_in import ATTEMPTS, LOCKED_FOR
from ledger.accounts.users import Account, grants_text

_LOCK = f"连错 {ATTEMPTS} 次，锁 {int(LOCKED_FOR.total_seconds()) // 60} 分钟。"
WRONG = f"账号或密码不对。\n{_LOCK}"
ENDED = "登录已经结束。\n30 分钟不动、满 12 小时，或管理员改了账号，都要重新登录。"
STALE_FORM = "这一页放得太久，或浏览器没有收下 cookie。\n请再填一次。"
TOO_MANY = "试得太多了。\n请过几分钟再试。"
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - 三明产业链招商地图</title><style>{style}</style></head>
<body><div class="page"><div class="about"><div>
<h1>三明产业链招商地图</h1>
<p>补哪个缺口、和谁谈、放哪块地。</p>
<p class="small">仅供内部工作参考。</p>
</div></div>
<main><h2>{title}</h2>
{said}{body}</main></div></body></html>
"""
_SIGN_IN = """<form method="post" action="/signin">
<input type="hidden" name="form" value="{form}">
<label for="name">账号</label>
<input id="name" name="name" value="{name}" required maxlength="64" autocomplete="username"
 autocapitalize="none" spellcheck="false"{focus_name}>
<label for="password">密码</label>
<input id="password" name="password" type="password" required maxlength="200"
 autocomplete="current-password"{focus_password}>
<button type="submit">登录</button></form>
<p class="small">忘了密码，请市招商服务中心管理员重置。30 分钟不动会退出，最长 12 小时。</p>
<p class="small"><a href="/">已经登录过，直接打开</a></p>
"""
_ACCOUNT = """<dl><dt>姓名</dt><dd>{person}</dd><dt>账号</dt><dd>{id}</dd>
<dt>角色</dt><dd>{roles}</dd></dl>
{back}
<h3>{change}</h3>
<form method="post" action="/account/password">
<input type="hidden" name="form" value="{form}">
<input type="hidden" name="username" value="{id}" autocomplete="username">
<label for="old">现在的密码</label>
<input id="old" name="old" type="password" required maxlength="200"
 autocomplete="current-password">
<label for="new">新密码（{least}～{most} 个字符，不要用常见的）</label>
<input id="new" name="new" type="password" required minlength="{least}" maxlength="{most}"
 autocomplete="new-password">
<label for="again">新密码再写一次</label>
<input id="again" name="again" type="password" required maxlength="{most}"
 autocomplete="new-password">
<button type="submit">保存新密码</button></form>
<h3>退出</h3>
<form method="post" action="/signout"><input type="hidden" name="form" value="{form}">
<button type="submit" class="plain">退出登录</button></form>
"""


def sign_in_page(form: str, said: str = "", name: str = "") -> str:
    """Return the page to sign in; `said` is what went wrong, `name` what was typed before."""
    focus = {"focus_name": "", "focus_password": " autofocus"}
    if not name:
        focus = {"focus_name": " autofocus", "focus_password": ""}
    body = _SIGN_IN.format(form=escape(form), name=escape(name), **focus)
    return _page("登录", body, said)


def account_page(account: Account, form: str, said: str = "", *, good: bool = False) -> str:
    """Return the page of one's own account; whoever must choose a password is told so."""
    if account.must_change and not said:
        said = "请先设自己的密码。\n现在的是管理员给的，只用这一次。"
    back = "" if account.must_change else '<a class="button plain" href="/">打开招商地图</a>'
    body = _ACCOUNT.format(
        person=escape(account.name),
        id=escape(account.id),
        roles=escape(grants_text(account.grants)),
        back=back,
        change="设自己的密码" if account.must_change else "改密码",
        form=escape(form),
        least=LEAST,
        most=MOST,
    )
    return _page("我的账号", body, said, good=good)


def locked_text(until: datetime) -> str:
    """Say that a name is locked, and until when."""
    return f"试错了 {ATTEMPTS} 次，锁到 {until.astimezone(CHINA):%H:%M}。\n急用请找管理员解锁。"


def _page(title: str, body: str, said: str, *, good: bool = False) -> str:
    box = ""
    if said:
        head, _, rest = said.partition("\n")
        kind = "said good" if good else "said"
        role = "status" if good else "alert"
        text = f"<strong>{escape(head)}</strong>{escape(rest)}"
        box = f'<div class="{kind}" role="{role}">{text}</div>\n'
    return _PAGE.format(title=title, style=_style(), said=box, body=body)


@cache
def _style() -> str:
    return stylesheet(Path(__file__).with_name("pages.css"))

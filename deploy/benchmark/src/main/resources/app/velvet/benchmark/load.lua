-- What all loads have in common: which thread is which, and what they did together. A script says what to ask for, and what
-- is wrong with an answer (see mark).

local threads = {}

function setup(thread)
  thread:set("place", #threads)
  table.insert(threads, thread)
end

wrong = 0
answer = ""

function mark(status, body)
  wrong = wrong + 1
  answer = status .. " " .. body:sub(1, 500)
end

function done(summary, latency, requests)
  local wrong = 0
  local answer = ""
  for _, thread in ipairs(threads) do
    wrong = wrong + thread:get("wrong")
    if thread:get("wrong") > 0 then
      answer = thread:get("answer")
    end
  end
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  print(string.format("load requests=%d micros=%d wrong=%d lost=%d %s",
    summary.requests, summary.duration, wrong, lost, answer))
end


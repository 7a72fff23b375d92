-- Pulls, in turn, what a file names: in each line a path and, if it needs one, a token. Every answer must be as long as the
-- one that was looked at before.
-- Arguments: the file and the length, without the end of line that a streamed answer has and one from memory has not.

function init(arguments)
  requests = {}
  for line in io.lines(arguments[1]) do
    local path, token = line:match("^(%S+) ?(%S*)$")
    local headers = {}
    if token ~= "" then
      headers["Authorization"] = "Bearer " .. token
    end
    table.insert(requests, wrk.format("GET", path, headers))
  end
  length = tonumber(arguments[2])
  -- So that no two threads ask in step.
  count = place * math.floor(#requests / 2)
end

function request()
  count = count + 1
  return requests[count % #requests + 1]
end

function response(status, headers, body)
  local found = #body
  if body:byte(-1) == 10 then
    found = found - 1
  end
  if status ~= 200 or found ~= length then
    mark(status, found .. " bytes instead of " .. length .. ": " .. body)
  end
end

using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowDemo.Browser;

/// <summary>
/// A Chromium without a window and one page in it, driven over the DevTools protocol. What the page complains of and what it asks the
/// network for is kept.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource patience = new(Patience);
    private readonly ArrayBufferWriter<byte> received = new();
    private string? session;
    private int sent;

    private Chromium(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    /// <summary>Where the program is; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Errors and exceptions of the page.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses that the page asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Starts it with a page of some width.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="isDark">Whether the reader prefers dark colours.</param>
    public static async Task<Chromium> Start(int width, bool isDark = false)
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("flowdemo-browser");
        ProcessStartInfo start = new(
            Program!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}",
                "about:blank",
            ])
        {
            RedirectStandardError = true,
        };
        Chromium browser = new(Process.Start(start)!, profile);
        string address = string.Empty;
        while (!address.StartsWith("DevTools listening on ", StringComparison.Ordinal))
        {
            address = await browser.process.StandardError.ReadLineAsync(browser.patience.Token)
                ?? throw new InvalidOperationException("Chromium ended before it could be spoken to.");
        }

        // What it says from here on is of no interest, and a full pipe would stop it.
        _ = browser.process.StandardError.ReadToEndAsync();
        await browser.socket.ConnectAsync(new Uri(address.Split(' ')[^1]), browser.patience.Token);
        JsonNode target = await browser.Ask("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        JsonNode attached = await browser.Ask(
            "Target.attachToTarget", new JsonObject { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        browser.session = (string)attached["sessionId"]!;
        foreach (string domain in (string[])["Runtime", "Log", "Network", "Page"])
        {
            await browser.Ask($"{domain}.enable");
        }

        await browser.Ask("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width,
            ["height"] = 900,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = false,
        });
        await browser.Ask("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(
                new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        return browser;
    }

    /// <summary>Opens a file and waits until its scripts have run.</summary>
    /// <param name="path">The file.</param>
    public async Task Open(string path)
    {
        await Ask("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        while (await Evaluate("document.readyState") != "complete")
        {
            await Task.Yield();
        }
    }

    /// <summary>The value of an expression in the page, as text.</summary>
    /// <param name="expression">JavaScript.</param>
    public async Task<string> Evaluate(string expression)
    {
        JsonNode answer = await Ask(
            "Runtime.evaluate", new JsonObject { ["expression"] = $"String({expression})", ["returnByValue"] = true });
        return answer["exceptionDetails"] is JsonNode fault
            ? throw new InvalidOperationException(fault.ToJsonString())
            : (string)answer["result"]!["value"]!;
    }

    /// <summary>Presses a key where the focus is.</summary>
    /// <param name="key">Its name, as ArrowRight.</param>
    public async Task Press(string key)
    {
        int code = key switch { "ArrowRight" => 39, "Enter" => 13, _ => 9 };
        foreach (string kind in (string[])["keyDown", "keyUp"])
        {
            await Ask("Input.dispatchKeyEvent", new JsonObject
            {
                ["type"] = kind,
                ["key"] = key,
                ["code"] = key,
                ["windowsVirtualKeyCode"] = code,
                ["text"] = key == "Enter" ? "\r" : string.Empty,
            });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        patience.Dispose();
        profile.Delete(recursive: true);
    }

    private async Task<JsonNode> Ask(string method, JsonObject? parameters = null)
    {
        int id = ++sent;
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await socket.SendAsync(
            Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            JsonNode answer = await Receive();
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"{method}: {answer.ToJsonString()}"));
            }

            Hear(answer);
        }
    }

    private void Hear(JsonNode told)
    {
        JsonNode what = told["params"]!;
        switch ((string?)told["method"])
        {
            case "Runtime.exceptionThrown":
            case "Runtime.consoleAPICalled" when (string)what["type"]! is "error" or "warning":
            case "Log.entryAdded" when (string)what["entry"]!["level"]! == "error":
                Complaints.Add(what.ToJsonString());
                break;
            case "Network.requestWillBeSent":
                Requests.Add((string)what["request"]!["url"]!);
                break;
        }
    }

    private async Task<JsonNode> Receive()
    {
        received.ResetWrittenCount();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(received.GetMemory(1 << 16), patience.Token);
            received.Advance(part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(received.WrittenSpan, documentOptions: new JsonDocumentOptions { MaxDepth = 256 })!;
    }
}

using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowDemo.Cli.Claims;

/// <summary>
/// The claims, as <c>claims.json</c> holds them: their text is written by hand, their figures by a test that runs their commands.
/// </summary>
internal static class ClaimLibrary
{
    private const string Resource = "claims.json";

    /// <summary>All of them, by method.</summary>
    public static ImmutableArray<Claim> All { get; } = Read();

    /// <summary>Claims as JSON, each with its verdict: what the file holds and what a script is given.</summary>
    /// <param name="claims">The claims.</param>
    public static string Write(ImmutableArray<Claim> claims)
    {
        // The attribute of a context cannot name an encoder.
        ClaimJson json = new(
            new JsonSerializerOptions(ClaimJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.Serialize(new ClaimFile(claims), json.ClaimFile) + "\n";
    }

    private static ImmutableArray<Claim> Read()
    {
        using Stream stream = typeof(ClaimLibrary).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing.");
        return JsonSerializer.Deserialize(stream, ClaimJson.Default.ClaimFile)!.Claims;
    }
}

/// <summary>What the file holds.</summary>
/// <param name="Claims">The claims.</param>
internal sealed record ClaimFile(ImmutableArray<Claim> Claims);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ClaimFile))]
internal sealed partial class ClaimJson : JsonSerializerContext;

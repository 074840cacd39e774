using System.Text.Json.Serialization;

namespace Burst.Hosts.Docker.Wire;

/// <summary>Goes into a header, in base64.</summary>
internal sealed class RegistryAuthDto
{
    [JsonPropertyName("username")]
    public string Username { get; set; } = "";

    [JsonPropertyName("password")]
    public string Password { get; set; } = "";

    [JsonPropertyName("serveraddress")]
    public string ServerAddress { get; set; } = "";
}

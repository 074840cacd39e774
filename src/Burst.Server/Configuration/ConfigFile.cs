using System.Text.Json;

namespace Burst.Server.Configuration;

public static class ConfigFile
{
    private const int BytesMax = 1024 * 1024;

    /// <exception cref="ConfigException">The file is missing, too large, no JSON, or has an unknown key.</exception>
    public static BurstConfig Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax)
                throw new ConfigException([$"{path}: larger than {BytesMax / 1024} KiB; a configuration file is a few lines of JSON."]);
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ConfigJson.Default.BurstConfig)
                ?? throw new ConfigException([$"{path}: is null; write a JSON object."]);
        }
        catch (JsonException exception)
        {
            throw new ConfigException([$"{path}:{(exception.LineNumber ?? 0) + 1}: {exception.Message} See docs/configuration.md for the keys."]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([$"{path}: cannot be read: {exception.Message}"]);
        }
    }
}

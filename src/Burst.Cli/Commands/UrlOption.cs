using System.CommandLine;

namespace Burst.Cli.Commands;

/// <summary>An option that takes an absolute https URL.</summary>
internal static class UrlOption
{
    public static Option<Uri?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
                return url;
            result.AddError($"{name}: '{text}' is not an https URL; write it like https://127.0.0.1:28443.");
            return null;
        },
    };
}

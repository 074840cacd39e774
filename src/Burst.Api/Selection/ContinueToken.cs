using System.Buffers.Text;
using System.Text;
using Burst.Api.Errors;

namespace Burst.Api.Selection;

/// <summary>Where the next page of a list begins: after this namespace and name. Opaque to clients.</summary>
internal readonly record struct ContinueToken(string Namespace, string Name)
{
    private const string Prefix = "v1:";

    public static ContinueToken? Parse(string? text)
    {
        if (text is null)
            return null;
        if (!Base64Url.IsValid(text) || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) is not { } decoded
            || !decoded.StartsWith(Prefix, StringComparison.Ordinal) || decoded[Prefix.Length..].Split('/') is not [var inNamespace, var name])
        {
            throw Refusal.BadRequest("continue: not a token this server has given out; list again from the start");
        }

        return new ContinueToken(inNamespace, name);
    }

    public bool IsBefore(string inNamespace, string name)
    {
        var byNamespace = string.CompareOrdinal(Namespace, inNamespace);
        return byNamespace != 0 ? byNamespace < 0 : string.CompareOrdinal(Name, name) < 0;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Prefix}{Namespace}/{Name}"));
}

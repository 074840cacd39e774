namespace Burst.Api.Tables;

/// <summary>Whether a client wants a table drawn for it, and what of each object goes with its row.</summary>
internal static class TableRequest
{
    public static bool IsWanted(string? accept)
    {
        foreach (var type in (accept ?? "").Split(','))
        {
            var parameters = type.Split(';').Select(part => part.Trim()).ToList();
            if (parameters.Contains("as=Table"))
            {
                if (parameters.Contains("g=meta.k8s.io") && parameters.Contains("v=v1"))
                    return true;
            }
            else if (parameters[0] is ApiResponse.JsonType or "*/*" && !parameters.Any(part => part.StartsWith("as=", StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return false;
    }
}

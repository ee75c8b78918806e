using System.Buffers;

namespace Signaalketen.Casework.Forms;

/// <summary>Whether a text can be an address to reach somebody; whether it works only shows when it is used.</summary>
internal static class ContactText
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ,;:<>()[]\\\"'\t\n");

    /// <summary>One address, without the quoting and comments that RFC 5321 allows and nobody has: they hide a second address.</summary>
    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at > 64 || text.Length > 254 || text.AsSpan(at + 1).Contains('@'))
            return false;
        var domain = text.AsSpan(at + 1);
        return !text.AsSpan().ContainsAny(Forbidden)
            && domain.Contains('.')
            && domain[0] is not ('.' or '-')
            && domain[^1] is not ('.' or '-')
            && !text.Contains("..", StringComparison.Ordinal);
    }

    public static bool IsPhone(string text)
    {
        var digits = text.Count(char.IsAsciiDigit);
        return digits is >= 8 and <= 15
            && !text.AsSpan(1).Contains('+')
            && text.All(letter => char.IsAsciiDigit(letter) || letter is '+' or '-' or ' ' or '(' or ')');
    }
}

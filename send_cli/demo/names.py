"""Invented names: nobody here, and no school, is real."""

from typing import Final


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FORENAMES: Final = _names(
    """
    Ada Adeola Aiden Aisha Alfie Amara Amélie Aneesa Aoife Arjun Bartosz Beatrix Blessing
    Bronwen Caleb Callum Chiamaka Chloë Ciarán Daisy Dalisay Daniyal Dilara Dylan Ebony Efua
    Eilidh Eleni Elijah Esmé Ezra Farah Fatou Finlay Freya Gethin Grace Hamza Harriet Hassan
    Hữu Ibrahim Idris Imogen Inés Isla Ivo Jaden Jasmin João Kai Kamal Keira Kofi Kwame
    Layla Leon Lin Lowri Łukasz Maisie Malachi Mateusz Maya Mei Mihai Mohammed Nadia Niamh
    Noah Nour Olek Oluwaseun Oscar Paige Parveen Poppy Rafał Reece Renée Rhys Ruby Ruqayyah
    Samir Saoirse Seren Sián Simran Sophie Tariq Teddy Thea Tomasz Uzma Viktor Wren Xanthe
    Yusuf Zainab Zoë Zuzanna
    """
)

SURNAMES: Final = _names(
    """
    Abara Adéyẹmi Ahmadi Appletree Ashdown Bałut Banerji Barleycorn Birchwood Björnsdóttir
    Bramblewick Calloway Çelikkol Chanda Cloverley D’Almeida D’Souza-Hart Dragomir Elmsworth
    Fairweather Featherby Fennimore Ferreira-Quill Foxglove Gallowglass Ghosh-Marsh
    Greenacre Hallorane Hawthornden Hollybush Ibekwe Iqbalzada Jaworek Jellicoe Kaczmar
    Khanwell Kowalik Lambourne Larkspur Llewelyn-Marsh Maddenby Mbekwa McAlder Merriweather
    Mistrywell Moorcroft Nettlefold Ngwenyama Nguyễn Novakova O’Dell O’Hara-Finch O’Neill
    Oakenshaw Okonjowe Ormsby Patelwood Peppercorn Pereira-Lane Quillfeather Quirkwell
    Rahmani Ravenscar Rowanberry Sandalwood Saxonby Shahbazi Silverthorne Sköld Szymczyk
    Tanglewood Thistlewick Tranfield Umarov Underhay Vasilescu-Grey Vossington Wâldron
    Weatherstone Wexcombe Wildgoose Xiangley Yarrowby Yılmazer Zephyrine Żurawek
    """
)

PLACES: Final = _names(
    """
    Netherwick Corvale Thornmere Ashenby Brackenfold Culverdale Dunmarsh Eastonby Fallowmere
    Gorsebrook Harrowmead Inglewick Kestrelby Lindenfold Marlowmere Oatlandby Pennyfold
    Quarrydene Ruddlemoor Sedgewick-Hythe Tarnbrook Umberleigh-Cross Wexmoor Yewhampton
    """
)

TEAMS: Final = ("North", "South", "East", "West")
